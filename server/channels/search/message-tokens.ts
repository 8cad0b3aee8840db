export const searchTable = 'message_search';

// Signs that no word has: a search reads the messages of these channels and people, not those of the house.
export const channelToken = (channelId: string): string => `§${channelId}`;
export const senderToken = (personId: string): string => `¶${personId}`;
