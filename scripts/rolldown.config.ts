import { readFileSync } from 'node:fs'
import { defineConfig } from 'rolldown'

// How a package that is loaded as a whole is built, from its own folder. Loading a hundred small files takes longer than
// running them, so what belongs to one entry is put into few.
const manifest: { exports: Record<string, { default: string }> } = JSON.parse(readFileSync('package.json', 'utf8'))
const entries = Object.values(manifest.exports).map(({ default: file }) => {
  const name = file.slice('./dist/'.length, -'.js'.length)
  return [name, `src/${name}.ts`] as const
})

export default defineConfig({
  input: Object.fromEntries(entries),
  platform: 'node',
  // Only this package's own files: what is imported by name stays a package of its own.
  external: /^(?![./])/,
  // The declarations keep the comments.
  output: { dir: 'dist', cleanDir: true, chunkFileNames: 'chunks/[name].js', comments: { jsdoc: false } },
})
