import { HtmlValidate } from 'html-validate';
import { PLACES } from './sample_urls';
import { expect, test } from './test';

/**
 * Validates against the HTML standard. The rules that are turned off are matters of style, or concern imported bodies,
 * which keep their markup.
 */
const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // The renderer decides how tags and attributes are written; it favours few bytes.
    'no-inline-style': 'off',
    'long-title': 'off',
    // `<ul role="list">` is deliberate: Safari drops the role of lists without markers.
    'no-redundant-role': 'off',
    // A scrolling table needs the role `region`; whether by its element or by `role` makes no difference.
    'prefer-native-element': 'off',
    // ARIA allows a name on any list, and the list of tags has one.
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
  },
});

for (const [kind, path] of Object.entries({ ...PLACES, search: '/search?q=cong+nghiep', 'no results': '/search?q=zzzz' })) {
  test(`${kind}: the HTML is valid`, async ({ request, faults: _ }) => {
    const html = await (await request.get(path)).text();
    const { results } = await validator.validateString(html);
    const found = results.flatMap(({ messages }) => messages.map((fault) => `${fault.ruleId} ${fault.line}:${fault.column} ${fault.message} ${fault.selector ?? ''}`));
    expect(found, found.join('\n')).toEqual([]);
  });
}
