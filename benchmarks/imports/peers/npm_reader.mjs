// npm `whatsapp-chat-parser`: answers what adapter.py describes. NODE_PACKAGE says where it is installed.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const home = path.join(process.env.NODE_PACKAGE, "node_modules/whatsapp-chat-parser/dist/index.js");
const { parseString } = await import(pathToFileURL(home));
const [question, where] = process.argv.slice(2);

if (question === "speed") {
  const start = process.hrtime.bigint();
  const messages = parseString(fs.readFileSync(where, "utf8")).length;
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const peak_mib = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ messages, seconds, peak_mib }));
} else {
  for (const file of fs.readdirSync(where).sort()) {
    let answer;
    try {
      const said = parseString(fs.readFileSync(path.join(where, file), "utf8"));
      answer = { rows: said.filter((one) => one.author !== null).map((one) => [one.author, one.message]) };
    } catch (error) {
      answer = { error: error.name };
    }
    console.log(JSON.stringify({ file, ...answer }));
  }
}
