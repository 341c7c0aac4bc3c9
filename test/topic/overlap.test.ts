import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { propose } from '#kernel/topic/overlap/propose.ts'
import { sharedWords } from './baseline.ts'
import { agreement, type Agreement } from './measures.ts'

const FOLDER = join(import.meta.dirname, 'problems')

type Problem = { group: string; text: string; below: string[] }

/** Problems as teachers would state them, grouped by a person: a line each, group, subject, stage and text. */
function problemsOf(file: string): Problem[] {
  const lines = readFileSync(join(FOLDER, file), 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [group = '', , , text = ''] = line.split('\t')
    return { group, text, below: [] }
  })
}

/** The number of the proposal that each problem is in; one that is in none stands alone. */
function proposedFor(problems: readonly Problem[]): number[] {
  const place = new Map<Problem, number>()
  for (const [number, proposal] of propose(problems).entries()) {
    for (const problem of proposal.items) place.set(problem, number)
  }
  return problems.map((problem, at) => place.get(problem) ?? -1 - at)
}

const shown = ({ pairs, bCubed, rand, groups }: Agreement): string =>
  `pairs ${pairs.toFixed(3)}, B³ ${bCubed.toFixed(3)}, Rand ${rand.toFixed(3)}, ${groups} groups`

/** The least by which proposals must be ahead of shared words, in each measure. */
const MARGIN = 0.15

suite('proposals against shared words', () => {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.tsv'))) {
    test(`on ${file}`, (t) => {
      const problems = problemsOf(file)
      const wanted = problems.map((problem) => problem.group)
      const ours = agreement(proposedFor(problems), wanted)
      const words = sharedWords(
        problems.map((problem) => problem.text),
        wanted,
      )
      t.diagnostic(`${file}: ${problems.length} problems in ${new Set(wanted).size} groups`)
      t.diagnostic(`proposals    ${shown(ours)}`)
      t.diagnostic(`shared words ${shown(words)}`)
      for (const measure of ['pairs', 'bCubed', 'rand'] as const) {
        const margin = ours[measure] - words[measure]
        t.diagnostic(`margin in ${measure}: ${margin.toFixed(3)}`)
        assert.ok(margin >= MARGIN, `${measure}: ${ours[measure]} against ${words[measure]}`)
      }
    })
  }

  test('each proposal shows words that stand in its texts', () => {
    for (const proposal of propose(problemsOf('development.tsv'))) {
      const words = proposal.grounds.flatMap((ground) => ground.words)
      for (const word of words) {
        assert.ok(
          proposal.items.some((item) => item.text.toLowerCase().includes(word)),
          word,
        )
      }
      for (const item of proposal.items) {
        assert.equal(
          proposal.loose.includes(item),
          !words.some((word) => item.text.toLowerCase().includes(word)),
        )
      }
    }
  })

  test('1,600 problems take less than two seconds', () => {
    const texts = readdirSync(FOLDER).flatMap(problemsOf)
    const many = Array.from({ length: 1600 }, (_, at) => {
      const [one, other] = [texts[at % texts.length]!, texts[(at * 7) % texts.length]!]
      return { text: `${one.text}，${other.text.slice(0, at % 9)}`, below: [] }
    })
    // the thread's own time, the best of three: other programs may want the machine, too
    const times = [1, 2, 3].map(() => {
      const before = process.threadCpuUsage()
      assert.ok(propose(many).length > 10)
      const { user, system } = process.threadCpuUsage(before)
      return (user + system) / 1000
    })
    assert.ok(Math.min(...times) < 2000, times.join(' '))
  })
})
