import { type Command, Selection } from "prosemirror-state";
import { addRowAfter, isInTable, moveTableColumn, moveTableRow, selectedRect, TableMap } from "prosemirror-tables";

/** Moves the row or column with the selection by one place. */
export function moveInTable(what: "row" | "column", by: -1 | 1): Command {
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
