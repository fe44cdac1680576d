import { en } from "./en";
import type { Messages } from "./messages";
import { vi } from "./vi";

/** The texts in a language; English for those that are not there. */
export function messagesIn(language: string): Messages {
  return language.toLowerCase().startsWith("vi") ? vi : en;
}
