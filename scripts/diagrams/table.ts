/** A Markdown table; bars within cells are escaped. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`
  return [line(heads), `|${'---|'.repeat(heads.length)}`, ...rows.map(line)].join('\n')
}

/** A flow chart that Markdown viewers draw. */
export function flow(lines: readonly string[]): string {
  return ['```mermaid', 'flowchart TD', ...lines.map((line) => `  ${line}`), '```'].join('\n')
}

/** What stands on every system's page: its name, what it is for, the rules behind it. */
export function head(system: { title: string; about: string; basis: string }): string {
  return `# ${system.title}\n\n${system.about}规定、数字和出处见 [${system.basis}](../../${system.basis})。`
}
