// Writes schema.json: `npm run schema`.
import { writeFileSync } from "node:fs";
import { contractText } from "./support/contract";

writeFileSync("schema.json", contractText());
