import type { Action } from '../../context.ts'
import type { completionDefinition } from '../../definitions/completion.ts'
import { exitCodes } from '../../exit-codes.ts'

/** `reportline completion` */
export const printCompletion: Action<typeof completionDefinition> = async (
  { arguments: [shell = ''] },
  { terminal },
) => {
  await terminal.stdout.write(scripts[shell] ?? '')
  return exitCodes.done
}

// Each script calls the hidden command `__complete` with the words up to the cursor. It prints one candidate per line, with
// its description after a tab, or `:files` if the shell should complete the name of a file.

const bash = String.raw`_reportline() {
  local output value
  output=$(reportline __complete "${'$'}{COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  COMPREPLY=()
  if [[ $output == :files ]]; then
    compopt -o default 2>/dev/null
  elif [[ -n $output ]]; then
    while IFS=$'\t' read -r value _; do COMPREPLY+=("$value"); done <<<"$output"
  fi
}
complete -F _reportline reportline
`

const zsh = String.raw`#compdef reportline
_reportline() {
  local line
  local -a lines candidates
  lines=("${'$'}{(@f)$(reportline __complete "${'$'}{(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ $lines[1] == :files ]]; then
    _files
    return
  fi
  for line in $lines; do
    candidates+=("${'$'}{${'$'}{line%%$'\t'*}//:/\\:}:${'$'}{line#*$'\t'}")
  done
  _describe reportline candidates
}
if [[ $funcstack[1] == _reportline ]]; then
  _reportline "$@"
else
  compdef _reportline reportline
fi
`

const fish = String.raw`function __reportline_complete
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  set -l output (reportline __complete $words[2..-1] "$current" 2>/dev/null)
  if test "$output[1]" = :files
    __fish_complete_path "$current"
  else
    printf '%s\n' $output
  end
end
complete -c reportline -f -a '(__reportline_complete)'
`

const scripts: Readonly<Record<string, string>> = { bash, zsh, fish }
