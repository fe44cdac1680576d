import type { Context } from "../context";
import { h, uniqueId } from "../dom/element";
import { iconButton } from "../dom/fields";
import { shortcut } from "../dom/shortcut";

/** The dialog that shows keys and signs. */
export function openHelp(context: Context): void {
  const { messages: m, view } = context;
  const id = uniqueId("help");
  const keys: readonly (readonly [string, string])[] = [
    ["Ctrl+B", m.bold], ["Ctrl+I", m.italic], ["Ctrl+K", m.link], ["Ctrl+E", m.code], ["Ctrl+\\", m.clearFormatting],
    ["Ctrl+Alt+2 … 4", m.textStyle], ["Ctrl+Alt+0", m.paragraph], ["Ctrl+Shift+7", m.orderedList], ["Ctrl+Shift+8", m.bulletList],
    ["Ctrl+Shift+9", m.quote], ["Ctrl+Alt+M", m.picture], ["Ctrl+Alt+F", m.footnote], ["Tab", m.helpTabs], ["Shift+Enter", m.helpBreak],
    ["Alt+Shift+↑ ↓", m.helpMove], ["Alt+← →", m.helpGallery], ["Ctrl+Shift+D", m.duplicate], ["Ctrl+Enter · Esc", m.helpLeave], ["Ctrl+Shift+V", m.helpPlain],
    ["Ctrl+Z", m.undo], ["Ctrl+Y", m.redo], ["Alt+F10", m.helpToolbar],
  ];
  const typed: readonly (readonly [string, string])[] = [
    ["/", m.helpMenu], ["## ", m.heading(2)], ["### ", m.heading(3)], ["- ", m.bulletList], ["1. ", m.orderedList], ["> ", m.quote],
    ["---", m.rule], ["```", m.codeBlock], ["**…**", m.bold], ["*…*", m.italic], ["~~…~~", m.strike], ["`…`", m.code],
  ];
  const table = (name: string, rows: readonly (readonly [string, string])[]) =>
    h("section", {}, h("h3", {}, name), h("dl", {}, ...rows.map(([key, text]) => h("div", {}, h("dt", {}, h("kbd", {}, shortcut(key))), h("dd", {}, text)))));
  const dialog = h(
    "dialog",
    { class: "dialog visual-help", "aria-labelledby": id, close: () => { dialog.remove(); view.focus(); } },
    h("header", {}, h("h2", { id }, m.helpTitle), iconButton("close", m.close, () => dialog.close())),
    h("div", { class: "body", tabindex: 0 }, table(m.helpKeys, keys), table(m.helpTyping, typed), h("p", { class: "hint" }, m.helpNote)),
  );
  context.root.append(dialog);
  dialog.showModal();
}
