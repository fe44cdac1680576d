/** An article of a newspaper, with everything such an article has. */
export const article = `<p><strong>Nước rút, người dân hai bờ sông Vàm Cỏ trở lại với ruộng lúa và những chuyến đò sớm.</strong></p>
<p>Sáng đầu tuần, chợ nổi đông trở lại. <a href="/2026/lu-ve-tren-song-vam-co">Hai tháng trước</a>, nơi đây còn ngập gần một mét.</p>
<h2>Những chuyến đò đầu tiên</h2>
<figure><img src="/media/1/cau-ben-luc.svg" alt="Cầu Bến Lức lúc bình minh" width="1200" height="800"><figcaption>Cầu Bến Lức lúc bình minh. <span class="credit">Ảnh: Lan Anh</span></figcaption></figure>
<p>Ông Tư chèo đò đã ba mươi năm.<sup class="footnote-ref"><a href="#fn-1" id="fnref-1">1</a></sup></p>
<figure class="pullquote"><blockquote><p>Nước lên thì mình lên, nước xuống mình lại chèo.</p><cite>Ông Tư, lái đò</cite></blockquote></figure>
<div class="gallery gallery-2"><figure><img src="/media/2/cho-noi.svg" alt="Chợ nổi" width="1200" height="800"><figcaption>Chợ nổi.</figcaption></figure><figure><img src="/media/3/ruong-lua.svg" alt="Ruộng lúa" width="1200" height="800"></figure><figure><img src="/media/4/ben-do.svg" alt="Bến đò" width="1200" height="800"></figure><figure><img src="/media/5/vam-co.svg" alt="Sông Vàm Cỏ" width="1200" height="800"></figure></div>
<h3>Con số của mùa nước</h3>
<table><caption>Mực nước theo tuần</caption><thead><tr><th scope="col">Tuần</th><th scope="col">Bến Lức</th><th scope="col">Tân An</th></tr></thead><tbody><tr><th scope="row">40</th><td>1,8 m</td><td>1,6 m</td></tr><tr><th scope="row">41</th><td>1,2 m</td><td>1,1 m</td></tr></tbody></table>
<p class="embed"><a href="https://www.youtube.com/watch?v=abc123">Cầu Bến Lức nhìn từ trên cao</a></p>
<div class="fact-box"><h3>Sông Vàm Cỏ</h3><p>Hai nhánh Đông và Tây gặp nhau ở Tân Trụ.</p><ul><li>Vàm Cỏ Đông: 220 km</li><li>Vàm Cỏ Tây: 185 km</li></ul></div>
<figure><audio src="/media/9/thoi-su.mp3" controls="" preload="none"></audio><figcaption>Nghe bài này.</figcaption></figure>
<div class="link-card"><img src="/media/1/cau-ben-luc.svg" alt=""><p class="link-card-title"><a href="/2026/cau-ben-luc">Cầu Bến Lức thông xe</a></p><p class="link-card-text">Sau mười tám tháng thi công.</p><p class="link-card-source">Báo Long An</p></div>
<p class="file"><a href="/media/7/nghi-dinh.pdf">Nghị định (PDF, 1,2 MB)</a></p>
<div class="buttons"><a class="button" href="https://example.org/">Đăng ký nhận tin</a></div>
<hr>
<pre><code class="language-rust">fn main() {}
</code></pre>
<blockquote><p>Sông dài, cá lội biệt tăm.</p></blockquote>
<details><summary>Phụ lục</summary><p>Danh sách các bến đò.</p></details>
<section class="footnotes"><ol><li id="fn-1"><p>Theo lời ông kể. <a href="#fnref-1" class="footnote-backref">↩</a></p></li></ol></section>`;
