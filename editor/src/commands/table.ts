import { type Command, Selection } from "prosemirror-state";
import {
  addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow, isInTable, mergeCells, moveTableColumn, moveTableRow,
  selectedRect, splitCell, TableMap, toggleHeader,
} from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
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

/** Moves the row or column with the selection by one place. */
function move(what: "row" | "column", by: -1 | 1): Command {
  return (state, dispatch) => {
    const rect = selectedRect(state);
    const from = what === "row" ? rect.top : rect.left;
    const count = what === "row" ? rect.map.height : rect.map.width;
    const to = from + by;
    if (to < 0 || to >= count) return false;
    const options = { from, to, pos: rect.tableStart, select: false };
    const [row, column] = what === "row" ? [to, rect.left] : [rect.top, to];
    return (what === "row" ? moveTableRow : moveTableColumn)(options)(state, dispatch && ((tr) => {
      // The caret stays in its cell.
      const table = tr.doc.nodeAt(rect.tableStart - 1)!;
      const cell = rect.tableStart + TableMap.get(table).positionAt(row, column, table);
      dispatch(tr.setSelection(Selection.near(tr.doc.resolve(cell + 1), 1)));
    }));
  };
}

/** Tab in the last cell makes a new row, as in word processors. */
export const addLastRow: Command = (state, dispatch) => {
  if (!isInTable(state)) return false;
  const { bottom, right, map, table, tableStart } = selectedRect(state);
  if (bottom < map.height || right < map.width) return false;
  const end = tableStart + table.content.size;
  return addRowAfter(state, dispatch && ((tr) => dispatch(tr.setSelection(Selection.near(tr.doc.resolve(end), 1)).scrollIntoView())));
};

export function rowActions(view: EditorView, context: Context): MenuItem[] {
  const { messages } = context;
  return [
    item(view, context, messages.rowAbove, addRowBefore, { icon: "add" }),
    item(view, context, messages.rowBelow, addRowAfter, { icon: "add" }),
    item(view, context, messages.moveRowUp, move("row", -1), { icon: "up", apart: true }),
    item(view, context, messages.moveRowDown, move("row", 1), { icon: "down" }),
    item(view, context, messages.deleteRow, deleteRow, { icon: "trash", apart: true, danger: true }),
  ];
}

export function columnActions(view: EditorView, context: Context): MenuItem[] {
  const { messages } = context;
  return [
    item(view, context, messages.columnBefore, addColumnBefore, { icon: "add" }),
    item(view, context, messages.columnAfter, addColumnAfter, { icon: "add" }),
    item(view, context, messages.moveColumnLeft, move("column", -1), { icon: "left", apart: true }),
    item(view, context, messages.moveColumnRight, move("column", 1), { icon: "right" }),
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
