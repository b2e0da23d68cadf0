import { open, rename, rm } from 'node:fs/promises'

/** An open file. */
export interface WritableFile {
  writev(chunks: readonly Uint8Array[]): Promise<{ readonly bytesWritten: number }>
  sync(): Promise<void>
  close(): Promise<void>
}

/** The file operations used to write documents. */
export interface FileSystem {
  /** Creates a file that only its owner can read. Fails if the path exists. */
  create(path: string): Promise<WritableFile>
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  /** Makes a rename durable, where the system supports that for folders. */
  syncFolder(path: string): Promise<void>
}

export const nodeFileSystem: FileSystem = {
  create: (path) => open(path, 'wx', 0o600),
  rename,
  remove: (path) => rm(path, { force: true }),
  async syncFolder(path) {
    try {
      const folder = await open(path, 'r')
      await folder.sync().finally(() => folder.close())
    } catch {
      // Windows cannot open folders. The file itself has been synced.
    }
  },
}
