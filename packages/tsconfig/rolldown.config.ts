import { existsSync, readFileSync } from 'node:fs'
import { defineConfig } from 'rolldown'

// The build of a package, run from its own folder. Loading a hundred small files takes longer than running them, so each
// export is bundled into a few files.
const manifest: { exports: Record<string, { default: string }> } = JSON.parse(readFileSync('package.json', 'utf8'))
// Generated packages keep their sources in `src/generated`.
const sources = existsSync('src/generated') ? 'src/generated' : 'src'
const entries = Object.values(manifest.exports).map(({ default: file }) => {
  const name = file.slice('./dist/'.length, -'.js'.length)
  return [name, `${sources}/${name}.ts`] as const
})

export default defineConfig({
  input: Object.fromEntries(entries),
  platform: 'node',
  // Bundles only the package's own files. Packages that are imported by name stay external.
  external: /^(?![./])/,
  // The declaration files keep the comments.
  output: {
    dir: 'dist',
    cleanDir: true,
    chunkFileNames: ({ name }) => (name.startsWith('shared') ? 'chunks/shared.js' : 'chunks/[name].js'),
    comments: { jsdoc: false },
    // What several chunks share, and an import of the package loads, is in as few files as possible. node:sqlite is slow to
    // load, so an export that does not use it must not load a chunk that does.
    codeSplitting: {
      groups: [
        {
          name: 'shared',
          tags: ['$initial'],
          test: (id) => !id.includes('sqlite'),
          minShareCount: 2,
          entriesAware: entries.length > 1,
          entriesAwareMergeThreshold: 20_000,
        },
      ],
    },
  },
})
