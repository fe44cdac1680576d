/** Where the tag that begins at `from` ends: behind its `>`, which is not in quotes. -1 where there is none. */
export function endOfTag(html: string, from: number): number {
  let quote = "";
  for (let at = from + 1; at < html.length; at += 1) {
    const sign = html[at]!;
    if (quote) quote = sign === quote ? "" : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === ">") return at + 1;
  }
  return -1;
}

/** Changes each opening tag. The time is in proportion to the length: after a tag without an end, nothing is changed. */
export function mapTags(html: string, change: (tag: string) => string): string {
  let result = "";
  let done = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at)) {
    if (!/[a-z]/i.test(html[at + 1] ?? "")) {
      at += 1;
      continue;
    }
    const end = endOfTag(html, at);
    if (end < 0) break;
    result += html.slice(done, at) + change(html.slice(at, end));
    done = end;
    at = end;
  }
  return result + html.slice(done);
}
