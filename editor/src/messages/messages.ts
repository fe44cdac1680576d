import type { EmbedKind } from "../text/embed";

/** Every text of the editor that a person sees or hears. */
export interface Messages {
  // The toolbar
  toolbar: string;
  paragraph: string;
  heading: (level: number) => string;
  textStyle: string;
  bold: string;
  italic: string;
  underline: string;
  strike: string;
  superscript: string;
  subscript: string;
  code: string;
  clearFormatting: string;
  moreFormatting: string;
  link: string;
  bulletList: string;
  orderedList: string;
  undo: string;
  redo: string;
  insert: string;
  help: string;
  // Blocks
  picture: string;
  gallery: string;
  quote: string;
  pullQuote: string;
  table: string;
  codeBlock: string;
  rule: string;
  factBox: string;
  button: string;
  linkCard: string;
  footnote: string;
  embed: string;
  file: string;
  audio: string;
  video: string;
  rawHtml: string;
  more: string;
  // What blocks are for, in the insert menu
  pictureHint: string;
  galleryHint: string;
  quoteHint: string;
  pullQuoteHint: string;
  tableHint: string;
  factBoxHint: string;
  buttonHint: string;
  linkCardHint: string;
  footnoteHint: string;
  embedHint: string;
  fileHint: string;
  audioHint: string;
  videoHint: string;
  rawHtmlHint: string;
  headingHint: (level: number) => string;
  listHint: string;
  orderedListHint: string;
  codeBlockHint: string;
  ruleHint: string;
  /** Label of the field that finds what to insert. */
  findInsert: string;
  noInsert: string;
  // Writing
  placeholder: string;
  lineHint: string;
  caption: string;
  credit: string;
  quoteText: string;
  quoteSource: string;
  boxTitle: string;
  buttonText: string;
  fileName: string;
  headingPlaceholder: string;
  altText: string;
  altHint: string;
  altMissing: string;
  /** Offers the description that the library has. */
  useAlt: (alt: string) => string;
  width: string;
  widthColumn: string;
  widthWide: string;
  widthFull: string;
  address: string;
  language: string;
  tableCaption: string;
  addCaption: string;
  title: string;
  description: string;
  source: string;
  pictureAddress: string;
  editHtml: string;
  showResult: string;
  nothingShown: string;
  /** How a list is numbered. */
  numbering: string;
  firstNumber: string;
  countDown: string;
  /** How many columns a gallery has. */
  columns: string;
  // Actions
  apply: string;
  close: string;
  remove: string;
  replace: string;
  choosePoster: string;
  removePoster: string;
  addCaptions: string;
  /** Label of the field with the name of captions, which players show. */
  captionsName: string;
  /** The name of captions in the language of the interface. */
  ownLanguage: string;
  duplicate: string;
  addPictures: string;
  moveUp: string;
  moveDown: string;
  moveEarlier: string;
  moveLater: string;
  blockMenu: string;
  dragHint: string;
  // Links
  linkHint: string;
  openLink: string;
  removeLink: string;
  ownPosts: string;
  noPosts: string;
  notAnAddress: string;
  // Tables
  rows: string;
  tableColumns: string;
  headers: string;
  rowAbove: string;
  rowBelow: string;
  columnBefore: string;
  columnAfter: string;
  deleteRow: string;
  deleteColumn: string;
  moveRowUp: string;
  moveRowDown: string;
  moveColumnLeft: string;
  moveColumnRight: string;
  headerRow: string;
  headerColumn: string;
  mergeCells: string;
  splitCell: string;
  // Progress and faults
  uploading: (name: string, percent: number) => string;
  uploadFailed: (name: string, reason: string) => string;
  /** So many pictures of a pasted text were not on the clipboard. */
  picturesLeftBehind: (count: number) => string;
  resolving: string;
  unresolved: string;
  /** Of a page that an embed cannot show. */
  noPlayer: string;
  /** The title of an embed that has none of its own. */
  embedTitle(kind: EmbedKind, source: string): string;
  tryAgain: string;
  // Announcements
  inserted: (block: string) => string;
  removed: (block: string) => string;
  movedTo: (block: string, place: number, count: number) => string;
  changedTo: (block: string) => string;
  markOn: (mark: string) => string;
  markOff: (mark: string) => string;
  pictureAt: (place: number, count: number) => string;
  linked: string;
  unlinked: string;
  undone: string;
  redone: string;
  menuOpen: (count: number) => string;
  // The help dialog
  helpTitle: string;
  helpKeys: string;
  helpTyping: string;
  helpMove: string;
  helpGallery: string;
  helpMenu: string;
  helpLeave: string;
  helpPlain: string;
  helpToolbar: string;
  helpBreak: string;
  helpTabs: string;
  helpNote: string;
}
