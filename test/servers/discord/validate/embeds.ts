import { isJson, type Json, lengthOf, text } from '../json.ts';
import type { Form, Path } from './form.ts';

// Limits: docs, resources/message, "Embed Limits". Texts are trimmed before they are counted.
const EMBEDS = 10;
const TITLE = 256;
const DESCRIPTION = 4096;
const FIELDS = 25;
const FIELD_NAME = 256;
const FIELD_VALUE = 1024;
const FOOTER = 2048;
const AUTHOR = 256;
const TOTAL = 6000;

const WEB = ['http', 'https'];
const WEB_OR_ATTACHMENT = ['http', 'https', 'attachment'];

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

/** Checks embeds and returns them as Discord stores them (trimmed, of type rich). */
export function readEmbeds(form: Form, path: Path, value: unknown): Json[] {
  const list = form.list(path, value, { max: EMBEDS }) ?? [];
  const embeds = list.map((embed, index) => readEmbed(form, [...path, index], embed));
  const total = embeds.reduce((sum, embed) => sum + sizeOf(embed), 0);
  if (total > TOTAL) {
    const message = `Embed size exceeds maximum size of ${TOTAL}`;
    form.add(path, 'MAX_EMBED_SIZE_EXCEEDED', message);
  }
  return embeds;
}

function readEmbed(form: Form, path: Path, embed: Json): Json {
  const read: Json = { type: 'rich' };
  const title = form.text([...path, 'title'], trimmed(embed.title), { max: TITLE });
  const description = form.text([...path, 'description'], trimmed(embed.description), {
    max: DESCRIPTION,
  });
  if (title) read.title = title;
  if (description) read.description = description;
  if (embed.url) {
    form.url([...path, 'url'], embed.url, WEB);
    read.url = embed.url;
  }
  if (embed.timestamp) read.timestamp = embed.timestamp;
  if (typeof embed.color === 'number') {
    form.integer([...path, 'color'], embed.color, 0, 0xff_ffff);
    read.color = embed.color;
  }
  readNamed(form, path, embed, read);
  const fields = form.list([...path, 'fields'], embed.fields, { max: FIELDS });
  if (fields && fields.length > 0) {
    read.fields = fields.map((field, index) => readField(form, [...path, 'fields', index], field));
  }
  const visible = ['title', 'description', 'fields', 'image', 'thumbnail', 'author', 'footer'];
  if (!visible.some((name) => read[name])) form.required([...path, 'description']);
  return read;
}

function readNamed(form: Form, path: Path, embed: Json, read: Json): void {
  if (isJson(embed.footer)) {
    const at = [...path, 'footer', 'text'];
    const footer = form.text(at, trimmed(embed.footer.text), { max: FOOTER, required: true });
    if (footer) read.footer = { text: footer };
  }
  if (isJson(embed.author)) {
    const at = [...path, 'author', 'name'];
    const name = form.text(at, trimmed(embed.author.name), { max: AUTHOR, required: true });
    if (embed.author.url) form.url([...path, 'author', 'url'], embed.author.url, WEB);
    if (name) read.author = { ...embed.author, name };
  }
  for (const picture of ['image', 'thumbnail']) {
    const given = embed[picture];
    if (!isJson(given)) continue;
    form.url([...path, picture, 'url'], given.url, WEB_OR_ATTACHMENT);
    read[picture] = { url: given.url };
  }
}

function readField(form: Form, path: Path, field: Json): Json {
  const name = trimmed(field.name);
  const value = trimmed(field.value);
  const required = { required: true };
  if (name === '') form.required([...path, 'name']);
  if (value === '') form.required([...path, 'value']);
  form.text([...path, 'name'], name, { max: FIELD_NAME, ...required });
  form.text([...path, 'value'], value, { max: FIELD_VALUE, ...required });
  return { name, value, inline: field.inline === true };
}

/** The characters of an embed that count towards the 6000 of a message. */
function sizeOf(embed: Json): number {
  const fields = Array.isArray(embed.fields) ? embed.fields.filter(isJson) : [];
  const texts = [
    embed.title,
    embed.description,
    isJson(embed.footer) ? embed.footer.text : undefined,
    isJson(embed.author) ? embed.author.name : undefined,
    ...fields.flatMap((field) => [field.name, field.value]),
  ];
  return texts.reduce<number>((sum, part) => sum + lengthOf(text(part) ?? ''), 0);
}
