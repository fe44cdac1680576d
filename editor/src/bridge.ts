// The contract between the editor and the page it is on. The admin writes the same down in Rust.

/** What the library holds and a post can show. */
export type MediaKind = "picture" | "audio" | "video" | "captions" | "file";

/** A file of the library. */
export interface Medium {
  kind: MediaKind;
  /** Its address, such as `/media/12/ben-luc.jpg`. */
  src: string;
  /** The name of the file; for pictures only the last resort. */
  name: string;
  alt?: string;
  caption?: string;
  credit?: string;
  /** In pixels. */
  width?: number;
  height?: number;
  /** The still picture of a film. */
  poster?: string;
  /** Size and kind in words: `PDF, 1,2 MB`. */
  detail?: string;
}

/** A post that a link may lead to. */
export interface FoundPost {
  href: string;
  title: string;
  /** What tells it from others: a date, `Bản nháp`. */
  detail?: string;
}

/** What an address stands for. */
export type Resolved =
  | { kind: "embed"; href: string; title: string }
  | { kind: "card"; href: string; title: string; text?: string; source?: string; image?: string }
  /** Why nothing is known. A writer who only pasted an address is told if it is not what was to be expected. */
  | { kind: "nothing"; reason?: string; isExpected?: boolean };

/** What the editor asks of the page it is on. */
export interface EditorOptions {
  /** The text to begin with. */
  html: string;
  /** The language of the interface, `vi` or `en`; others get English. */
  language: string;
  /** The accessible name of the text. */
  label: string;
  /** Said once for a burst of changes, at the end of the task. Ask `getHTML` then, or later. */
  onChange(): void;
  /** Lets the writer choose from the library, or upload; empty when they cancel. Rejecting counts as canceling. */
  chooseMedia(kind: MediaKind, several: boolean): Promise<Medium[]>;
  /** Puts a file into the library. `progress` takes a share from 0 to 1. Rejects with an `Error` that has words for the writer. */
  uploadMedia(file: File, progress: (share: number) => void): Promise<Medium>;
  /** Own posts by words of their title, the best first. */
  searchPosts(words: string, signal: AbortSignal): Promise<FoundPost[]>;
  /** Tells what an address stands for. Rejects, or says `nothing`, when that cannot be known: it then stays a link. */
  resolveAddress(address: string, signal: AbortSignal): Promise<Resolved>;
  /** The descriptions that the library has of pictures, by their addresses. Without it, none are offered. */
  describePictures?(addresses: readonly string[]): Promise<Readonly<Record<string, string>>>;
  /** Tells a screen reader what has happened. Without it, the editor has a live region of its own. */
  announce?(text: string): void;
}

/** The handle of a running editor, which `createEditor(parent: HTMLElement, options: EditorOptions)` of dist/editor.js returns. */
export interface VisualEditor {
  /** The text as HTML: what was not changed to the byte as it was opened. */
  getHTML(): string;
  /** Replaces the text. This can be undone. */
  setHTML(html: string): void;
  /** The text alone, for counting words. */
  getText(): string;
  /** Whether there is no text and nothing to see. */
  isEmpty(): boolean;
  /** The addresses of the pictures that have no description, each as often as it is shown. */
  undescribedPictures(): string[];
  /** Describes, by address, the pictures that have no description. */
  describe(descriptions: Readonly<Record<string, string>>): void;
  /** Whether files are on their way into the text: ask before the page is left. `onChange` is called when they arrive. */
  isUploading(): boolean;
  /** Puts media where the caret is, or was last. Several pictures become a gallery. */
  insertMedia(media: readonly Medium[]): void;
  /** Moves the focus into the text; the selection is where it was. */
  focus(place?: "start" | "end"): void;
  /** Whether the text can be changed. */
  setEditable(editable: boolean): void;
  /** Removes everything the editor has put on the page. */
  destroy(): void;
}
