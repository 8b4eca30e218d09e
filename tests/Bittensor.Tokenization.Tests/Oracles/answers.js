// What Hugging Face's tokenizers (npm package "tokenizers", 0.23.2) make of texts.
//   node answers.js ROOT TEXTS OUT            answers for ROOT/*/tokenizer.json and the JSON array TEXTS, a line a folder
//   node answers.js digests ANSWERS OUT       the same as short digests, which huggingface.json holds
//   node answers.js letters OUT               what parts without settings make of every code point, as letters.json holds it
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

// Every code point but surrogates and those that the library knows from Unicode 17, 256 a text, each between two letters.
function* blocks() {
  const younger = [[0xA7CE, 0xA7CF], [0xA7D2, 0xA7D2], [0xA7D4, 0xA7D4], [0x11DE0, 0x11DE9], [0x16EA0, 0x16ED3], [0x16FF4, 0x16FF6]];
  for (let first = 0; first < 0x110000; first += 256) {
    let text = '';
    for (let letter = first; letter < first + 256; letter++) {
      if ((letter < 0xD800 || letter > 0xDFFF) && !younger.some(([from, to]) => letter >= from && letter <= to)) {
        text += `${String.fromCodePoint(letter)}a`;
      }
    }
    yield text;
  }
}

function letters() {
  const { Tokenizer } = require('tokenizers');
  const model = { type: 'WordLevel', vocab: { '<unk>': 0 }, unk_token: '<unk>' };
  const load = (parts) => Tokenizer.fromString(JSON.stringify({ version: '1.0', added_tokens: [], model, ...parts }));
  const bert = { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: true, lowercase: true };
  const results = {};
  for (const normalizer of [...['NFC', 'NFD', 'NFKC', 'NFKD', 'Nmt', 'Lowercase', 'StripAccents'].map((type) => ({ type })), bert]) {
    const part = load({ normalizer }).getNormalizer();
    const hash = createHash('sha256');
    for (const text of blocks()) {
      hash.update(`${part.normalizeString(text)}\n`);
    }
    results[normalizer.type] = hash.digest('hex');
  }
  const split = (Regex) => ({ type: 'Split', pattern: { Regex }, behavior: 'Removed', invert: true }); // matches alone
  const cuts = {
    ...Object.fromEntries(['BertPreTokenizer', 'Punctuation', 'Whitespace', 'WhitespaceSplit', 'UnicodeScripts', 'Digits']
      .map((type) => [type, { type, behavior: 'Isolated', individual_digits: true }])),
    ByteLevel: { type: 'ByteLevel', add_prefix_space: false, use_regex: true, trim_offsets: false },
    ...Object.fromEntries(['\\w', '\\s', '[[:alpha:]]', '[[:punct:]]', '\\p{Han}', '\\p{Lu}', '(?i)[a-z]'].map((regex) => [regex, split(regex)])),
  };
  for (const [name, part] of Object.entries(cuts)) {
    const cutter = load({ pre_tokenizer: part }).getPreTokenizer();
    const hash = createHash('sha256');
    for (const text of blocks()) {
      hash.update(`${cutter.preTokenizeString(text).map(([piece]) => piece).join('|')}\n`);
    }
    results[name] = hash.digest('hex');
  }
  return results;
}

if (command === 'letters') {
  fs.writeFileSync(rest[0], `${JSON.stringify(letters(), null, 2)}\n`);
} else if (command === 'compose') {
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
