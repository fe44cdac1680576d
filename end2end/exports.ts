import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The path of the post with many comments, once [`longDiscussion`] is imported. */
export const LONG = '/posts/bai-co-nhieu-binh-luan';

/** Writes a WordPress export of one post with so many comments; each third one is a reply to the one before it. */
export async function longDiscussion(comments: number): Promise<string> {
  const two = (number: number) => String(number).padStart(2, '0');
  const list = Array.from({ length: comments }, (_, number) => {
    const time = `2020-03-${two(1 + Math.floor(number / 1440))} ${two(Math.floor(number / 60) % 24)}:${two(number % 60)}:00`;
    return `<wp:comment><wp:comment_id>${number + 1}</wp:comment_id>
      <wp:comment_author>Người thứ ${number}</wp:comment_author>
      <wp:comment_author_email>nguoi-${number}@example.org</wp:comment_author_email>
      <wp:comment_date>${time}</wp:comment_date><wp:comment_date_gmt>${time}</wp:comment_date_gmt>
      <wp:comment_content>Ý kiến số ${number}, viết cho dài thêm một dòng.</wp:comment_content>
      <wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type>
      <wp:comment_parent>${number % 3 === 2 ? number : 0}</wp:comment_parent></wp:comment>`;
  });
  const paragraphs = Array.from({ length: 30 }, (_, number) => `<p>Đoạn ${number} của một bài dài, để đọc trước khi bàn.</p>`);
  const file = join(await mkdtemp(join(tmpdir(), 'longan-export-')), 'long.xml');
  await writeFile(
    file,
    `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Xưởng</title><link>https://xuong.example</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://xuong.example</wp:base_site_url><wp:base_blog_url>https://xuong.example</wp:base_blog_url>
<item><title>Bài có nhiều bình luận</title><link>https://xuong.example/bai-co-nhieu-binh-luan/</link>
<dc:creator>lan</dc:creator><guid isPermaLink="false">https://xuong.example/?p=1</guid>
<content:encoded><![CDATA[${paragraphs.join('\n')}]]></content:encoded>
<wp:post_id>1</wp:post_id><wp:post_date_gmt>2020-02-01 00:00:00</wp:post_date_gmt>
<wp:post_name>bai-co-nhieu-binh-luan</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<wp:comment_status>open</wp:comment_status>
${list.join('\n')}
</item></channel></rss>`,
  );
  return file;
}
