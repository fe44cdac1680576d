/** Paths of the sample site, one for each kind of page. */
export const PLACES = {
  home: '/',
  post: '/posts/cong-nghiep-ho-tro-long-an',
  'post with a table': '/posts/nha-xuong-xay-san-hay-xay-theo-yeu-cau',
  'post with code': '/posts/so-hoa-xuong-nho',
  category: '/category/xay-dung',
  tag: '/tag/nha-xuong',
  author: '/author/do-quoc-thinh',
  archive: '/archive',
  page: '/gioi-thieu',
  'page with a table': '/lien-he',
  search: '/search?q=cong+nghiep',
  'search in vain': '/search?q=zzzzzz',
  missing: '/khong-co-trang-nay',
};

/** A post with a thread of five levels and eight comments. */
export const BUSY = PLACES.post;
export const BUSY_TITLE = /công nghiệp hỗ trợ|Long An/i;

/** A post without comments. */
export const QUIET = '/posts/dien-mat-troi-mai-xuong';

/** Messages of Chromium when a document is not found. */
export const NOT_FOUND = [/status 404: .*khong-co-trang-nay/, /console error: .*404.*khong-co-trang-nay/];
