// What Hugging Face's tokenizers (npm package "tokenizers", 0.23.2) make of texts.
//   node answers.js ROOT TEXTS OUT            answers for ROOT/*/tokenizer.json and the JSON array TEXTS, a line a folder
//   node answers.js digests ANSWERS OUT       the same as short digests, which huggingface.json holds
//   node answers.js compose VARIANTS BASE OUT the folders of variants.json, whose bases lie below BASE
// NODE_PATH names the node_modules folder with the package. One process a folder: the library ends the process on some files.
const { spawnSync } = require('child_process');
const { createHash } = require('crypto');
const fs = require('fs');
const path = require('path');

const [command, ...rest] = process.argv.slice(2);

function compose(variant, base) {
  const tokenizer = variant.tokenizer ?? JSON.parse(fs.readFileSync(path.join(base, variant.base), 'utf8'));
  Object.assign(tokenizer, variant.set);
  Object.assign(tokenizer.model, variant.model);
  for (const name of variant.remove ?? []) {
    delete tokenizer.model[name];
  }
  return tokenizer;
}

function digest(entry) {
  return createHash('sha256').update(`${entry.ids.join(' ')}|${entry.decoded}`).digest('hex').slice(0, 6);
}

async function answerOne(folder, texts) {
  const { Tokenizer } = require('tokenizers');
  let tokenizer;
  try {
    tokenizer = Tokenizer.fromString(fs.readFileSync(path.join(folder, 'tokenizer.json'), 'utf8'));
  } catch (error) {
    return { name: path.basename(folder), error: error.message.replace(/ at line.*/s, '') };
  }
  tokenizer.disableTruncation();
  tokenizer.disablePadding();
  const cases = [];
  for (const text of texts) {
    const ids = (await tokenizer.encode(text, null, { addSpecialTokens: false })).getIds();
    const row = (await tokenizer.encode(text, null, { addSpecialTokens: true })).getIds();
    cases.push({ text, ids, row, decoded: ids.length > 0 ? await tokenizer.decode(ids, false) : '' });
  }
  return { name: path.basename(folder), cases };
}

if (command === 'compose') {
  const [variants, base, out] = rest;
  for (const variant of JSON.parse(fs.readFileSync(variants, 'utf8'))) {
    fs.mkdirSync(path.join(out, variant.name), { recursive: true });
    fs.writeFileSync(path.join(out, variant.name, 'tokenizer.json'), JSON.stringify(compose(variant, base)));
  }
} else if (command === 'digests') {
  const lines = fs.readFileSync(rest[0], 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const written = lines.map((line) => `${JSON.stringify(line.name)}: ${JSON.stringify(line.error ? { error: line.error } : line.cases.map(digest).join(' '))}`);
  fs.writeFileSync(rest[1], `{\n${written.join(',\n')}\n}\n`);
} else if (command === 'one') {
  answerOne(rest[0], JSON.parse(fs.readFileSync(rest[1], 'utf8'))).then((answer) => process.stdout.write(`${JSON.stringify(answer)}\n`));
} else {
  const [texts, out] = rest;
  const lines = [];
  for (const name of fs.readdirSync(command).sort()) {
    const folder = path.join(command, name);
    if (fs.existsSync(path.join(folder, 'tokenizer.json'))) {
      const run = spawnSync('node', [__filename, 'one', folder, texts], { maxBuffer: 1 << 30, encoding: 'utf8' });
      lines.push(run.status === 0 ? run.stdout : `${JSON.stringify({ name, error: 'the process ended' })}\n`);
    }
  }
  fs.writeFileSync(out, lines.join(''));
}
