/** `de-DE, en;q=0.8`: the first that Umlauf speaks, or null. */
export const languageOf = (wanted: string): string | null =>
  /(?:^|,)\s*(en|de|nl)\b/i.exec(wanted)?.[1]?.toLowerCase() ?? null;
