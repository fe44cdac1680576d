import type { Command } from "prosemirror-state";
import {
  addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow, mergeCells, selectedRect, splitCell, toggleHeader,
} from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
import { moveInTable } from "../commands/table";
import type { Context } from "../context";
import type { MenuItem } from "../dom/menu";

/** Runs a command on the table with the selection. */
function item(view: EditorView, context: Context, name: string, command: Command, more: Partial<MenuItem> = {}): MenuItem {
  return {
    name,
    disabled: !command(view.state),
    ...more,
    run: () => {
      command(view.state, view.dispatch);
      context.announcer.say(name);
      view.focus();
    },
  };
}

export function rowActions(view: EditorView, context: Context): MenuItem[] {
  const { messages } = context;
  return [
    item(view, context, messages.rowAbove, addRowBefore, { icon: "add" }),
    item(view, context, messages.rowBelow, addRowAfter, { icon: "add" }),
    item(view, context, messages.moveRowUp, moveInTable("row", -1), { icon: "up", apart: true }),
    item(view, context, messages.moveRowDown, moveInTable("row", 1), { icon: "down" }),
    item(view, context, messages.deleteRow, deleteRow, { icon: "trash", apart: true, danger: true }),
  ];
}

export function columnActions(view: EditorView, context: Context): MenuItem[] {
  const { messages } = context;
  return [
    item(view, context, messages.columnBefore, addColumnBefore, { icon: "add" }),
    item(view, context, messages.columnAfter, addColumnAfter, { icon: "add" }),
    item(view, context, messages.moveColumnLeft, moveInTable("column", -1), { icon: "left", apart: true }),
    item(view, context, messages.moveColumnRight, moveInTable("column", 1), { icon: "right" }),
    item(view, context, messages.deleteColumn, deleteColumn, { icon: "trash", apart: true, danger: true }),
  ];
}

export function headerActions(view: EditorView, context: Context): MenuItem[] {
  const { messages } = context;
  const { table } = selectedRect(view.state);
  const isHeader = (row: number, column: number) => table.maybeChild(row)?.maybeChild(column)?.type.name === "table_header";
  return [
    item(view, context, messages.headerRow, toggleHeader("row"), { checked: isHeader(0, 1) || (table.firstChild?.childCount === 1 && isHeader(0, 0)) }),
    item(view, context, messages.headerColumn, toggleHeader("column"), { checked: isHeader(1, 0) }),
    item(view, context, messages.mergeCells, mergeCells, { apart: true }),
    item(view, context, messages.splitCell, splitCell),
  ];
}
