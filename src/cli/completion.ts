import type { Command } from 'commander';
import { exitCode, JiaokanError } from '../model/message.js';
import type { Terminal } from './terminal.js';

/** A command as shells complete it: the words that lead to it, and what may follow. */
interface Level {
  /** `review accept`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly Command[];
  /** Long options of the command and of the program. */
  readonly options: readonly { readonly flag: string; readonly description: string }[];
}

const shells = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/** `jiaokan completion SHELL` */
export function registerCompletion(program: Command, terminal: Terminal): void {
  program
    .command('completion')
    .description('completion of commands and options, for a shell')
    .argument('<shell>', Object.keys(shells).join(', '))
    .addHelpText(
      'after',
      '\nExamples:\n  source <(jiaokan completion bash)\n  jiaokan completion zsh >> ~/.zshrc\n  jiaokan completion fish > ~/.config/fish/completions/jiaokan.fish',
    )
    .action((shell: string) => {
      if (!isShell(shell)) {
        const message = `completion takes ${Object.keys(shells).join(', ')}, not "${shell}"`;
        throw new JiaokanError('cli/unknown-shell', message, exitCode.usage);
      }
      terminal.out(shells[shell](levelsOf(program)));
    });
}

function isShell(name: string): name is keyof typeof shells {
  return Object.hasOwn(shells, name);
}

/** The program and all its commands, each after the one it belongs to. */
function levelsOf(program: Command): readonly Level[] {
  const below = (command: Command, path: string): readonly Level[] => [
    levelOf(program, command, path),
    ...command.commands.flatMap((child) => below(child, `${path} ${child.name()}`.trim())),
  ];
  return below(program, '');
}

function levelOf(program: Command, command: Command, path: string): Level {
  const own = command === program ? [] : command.options;
  const options = [...own, ...program.options].flatMap(({ long, description }) =>
    long ? [{ flag: long, description }] : [],
  );
  return { path, commands: command.commands, options: [...options, { flag: '--help', description: 'display help' }] };
}

/** Paths complete where no command and no option fits: most commands take a document, which may be a file. */
function bashScript(levels: readonly Level[]): string {
  const paths = levels.filter(({ path }) => path !== '').map(({ path }) => `"${path}"`);
  const words = ({ commands, options }: Level): string =>
    [...commands.map((command) => command.name()), ...options.map(({ flag }) => flag)].join(' ');
  const cases = levels.map((level) => `    "${level.path}") words="${words(level)}" ;;`);
  return `# bash completion for jiaokan
_jiaokan() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" path="" next="" word="" words=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    next="\${path:+$path }$word"
    case "$next" in
      ${paths.join('|')}) path="$next" ;;
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o bashdefault -o default -F _jiaokan jiaokan
`;
}

/** zsh reads what is written for bash. */
function zshScript(levels: readonly Level[]): string {
  return `autoload -Uz +X compinit bashcompinit && compinit -u && bashcompinit\n${bashScript(levels)}`;
}

function fishScript(levels: readonly Level[]): string {
  const lines = levels.flatMap(({ path, commands, options }) => {
    const names = commands.map((command) => command.name()).join(' ');
    const seen = path
      .split(' ')
      .map((word) => `__fish_seen_subcommand_from ${word}`)
      .join('; and ');
    const own = path === '' ? '' : seen;
    const none = names === '' ? own : [own, `not __fish_seen_subcommand_from ${names}`].filter(Boolean).join('; and ');
    const at = (condition: string): string => (condition === '' ? '' : ` -n ${fishQuote(condition)}`);
    return [
      ...commands.map(
        (command) => `complete -c jiaokan${at(none)} -a ${command.name()} -d ${fishQuote(command.description())}`,
      ),
      ...options.map(
        ({ flag, description }) => `complete -c jiaokan${at(own)} -l ${flag.slice(2)} -d ${fishQuote(description)}`,
      ),
    ];
  });
  return `# fish completion for jiaokan\n${[...new Set(lines)].join('\n')}\n`;
}

function fishQuote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
