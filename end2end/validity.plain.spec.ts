import { HtmlValidate } from 'html-validate';
import { PLACES } from './sample_urls';
import { expect, test } from './test';

/**
 * The HTML standard, as html-validate knows it. What is turned off is a matter of taste, or of bodies that are not ours:
 * imported ones keep their own marks.
 */
const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // How attributes and tags are written is the renderer's business; the bytes saved are the reader's.
    'no-inline-style': 'off',
    'long-title': 'off',
    // `<ul role="list">` and the like are said on purpose.
    'no-redundant-role': 'off',
    // A table that scrolls is a region to whoever cannot see it; whether by its element or its role is the same.
    'prefer-native-element': 'off',
    // ARIA allows a name on any list; a list of tags has one.
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
