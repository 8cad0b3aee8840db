export type MailSender = { name: string; address: string };

// Narrower than RFC 5321 allows: no quoted local part, no literal for a host. Whoever needs those has no mail here.
const address = /^[^\s@<>()[\]\\,;:"\p{Cc}\p{Zl}\p{Zp}]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*$/u;
const longestAddress = 254;

/** Whether mail can go there: what a directory says may be anything, line ends and further headers included. */
export const isMailAddress = (given: string | null): given is string =>
  given !== null && given.length <= longestAddress && address.test(given);

/** `Name <address>`, or the address alone; null for anything else. */
export function parseSender(given: string): MailSender | null {
  const [, quoted = '', bracketed] = /^([^<>]*)<([^<>]+)>$/.exec(given) ?? [];
  const name = quoted.trim().replace(/^"(.*)"$/, '$1');
  const sender = { name, address: bracketed ?? given };
  return isMailAddress(sender.address) && oneLine(name) === name ? sender : null;
}

/** What stands in one header: no line end, and nothing else that steers. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
