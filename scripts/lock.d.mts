export function withLock<T>(folder: string, onWait: (pid: number) => void, action: () => Promise<T>): Promise<T>;
