/** Each of 500 people four times in each round, so that nobody says more than a person may. */
export const [posts, rounds, connections] = [2000, 3, 200];

export const said = (round: number, at: number) => ({
  clientMessageId: `round-${round}-post-${at}`,
  text: `Palette ${at} steht an **Tor 2**, bitte bis zum Schichtende abholen.`,
});
