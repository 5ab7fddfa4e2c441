export function isComplete(root: string, development: boolean): Promise<boolean>;
