/**
 * Checks that an import inside `src/` follows the package's folder order.
 *
 * @param order `reportline.folders` of the package.json, lowest first. A folder imports only from itself and from entries
 *   before it. An entry may also be a single file; `.` stands for the other files directly in `src/`.
 * @param from the importing file, relative to the package's folder
 * @param to the imported file, relative to the package's folder
 * @returns what is wrong and how to fix it, or undefined
 */
export function checkFolderOrder(order: readonly string[] | undefined, from: string, to: string): string | undefined {
  if (!order || !from.startsWith('src/') || !to.startsWith('src/')) return undefined
  const [importer, imported] = [folderOf(order, from), folderOf(order, to)]
  for (const folder of [importer, imported]) {
    if (!order.includes(folder)) {
      return `The folder src/${folder} has no position. Add \`${folder}\` to \`reportline.folders\` in package.json.`
    }
  }
  if (order.indexOf(imported) <= order.indexOf(importer)) return undefined
  return `\`${importer}\` must not import from \`${imported}\`. Import only from earlier folders: ${order.join(' < ')}.`
}

/** Returns the longest entry that contains the file, or else its first folder. */
function folderOf(order: readonly string[], file: string): string {
  const steps = file.split('/').slice(1)
  const paths = steps.map((_, index) => steps.slice(0, index + 1).join('/'))
  return paths.findLast((path) => order.includes(path)) ?? (steps.length > 1 ? (steps[0] ?? '.') : '.')
}
