import { open, rename, rm } from 'node:fs/promises'

/** An open file, as far as it is written here. */
export interface WritableFile {
  writev(chunks: readonly Uint8Array[]): Promise<{ readonly bytesWritten: number }>
  sync(): Promise<void>
  close(): Promise<void>
}

/** The part of the file system that documents are written through. */
export interface FileSystem {
  /** Creates a file that only its owner may read; fails where there is one. */
  create(path: string): Promise<WritableFile>
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  /** Makes a renamed file last, where the system can do that for a folder. */
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
      // Windows opens no folders. The file itself has been synced.
    }
  },
}
