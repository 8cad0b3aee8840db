import Handlebars from 'handlebars';

type Letter = {
  heading: string;
  facts: [name: string, value: string][];
  invitation: string;
  address: string;
  notes: string[];
  language: string;
};

const escape = (text: string): string => Handlebars.escapeExpression(text);
const cell = (tag: string, text: string, style: string): string =>
  `<${tag} style="text-align:left;vertical-align:top;padding:4px 24px 4px 0;${style}">${text}</${tag}>`;

/** The same letter as plain text and as HTML: one column, no picture, nothing that is fetched when it is opened. */
export function layOutMail(letter: Letter): { text: string; html: string } {
  return { text: asText(letter), html: asHtml(letter) };
}

function asText({ heading, facts, invitation, address, notes }: Letter): string {
  const lines = facts.map(([name, value]) => `${name}: ${value}`);
  return `${[heading, lines.join('\n'), `${invitation}\n${address}`, ...notes].join('\n\n')}\n`;
}

function asHtml({ heading, facts, invitation, address, notes, language }: Letter): string {
  const rows = facts.map(
    ([name, value]) =>
      `<tr>${cell('th', escape(name), 'font-weight:normal;color:#4d5157')}${cell('td', escape(value), '')}</tr>`,
  );
  const link = `<a href="${escape(address)}" style="color:#2337a4">${escape(address)}</a>`;
  const small = notes.map((note) => `<p style="font-size:14px;color:#4d5157">${escape(note)}</p>`);
  return [
    `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8">`,
    `<meta name="color-scheme" content="light"><title>${escape(heading)}</title></head>`,
    '<body style="margin:0;background:#fcfcfa;color:#15171c;font:17px/1.5 system-ui,sans-serif">',
    '<div style="max-width:600px;margin:0 auto;padding:24px">',
    '<p style="font:650 22px Georgia,serif;margin:0">Umlauf</p>',
    `<h1 style="font:650 27px/1.25 Georgia,serif">${escape(heading)}</h1>`,
    `<table style="border-top:1px solid #d3d6ce;border-bottom:1px solid #d3d6ce;width:100%">${rows.join('')}</table>`,
    `<p>${escape(invitation)}</p><p style="font-weight:650;overflow-wrap:anywhere">${link}</p>`,
    ...small,
    '</div></body></html>\n',
  ].join('\n');
}
