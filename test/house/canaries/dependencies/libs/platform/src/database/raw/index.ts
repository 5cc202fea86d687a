export const open = (): string => 'the connection';
