/** @jsxImportSource ../phone/dom */
import { publicResult, publicResults } from '#contract/exam-result.ts'
import { t } from '../lib/t.ts'
import { live } from '../phone/dom/live.ts'
import { call } from '../phone/lib/api.ts'
import { loading } from '../phone/ui/loading.tsx'
import { Go, Page } from '../phone/ui/parts.tsx'
import { asked } from './asked.ts'
import type { Result, ListedResult } from './shapes.ts'

/** The results that everybody may read today; nothing at all where there are none. */
export function Results(): Node {
  const loaded = asked(() => call(publicResults, {}))
  return live(loaded, ({ value }) => {
    if (value === null || value.results.length === 0) return null
    return [<h2>{t('成绩公布')}</h2>, <ul>{value.results.map(lineOf)}</ul>]
  })
}

function lineOf({ id, title, region, until, people }: ListedResult): Node {
  return (
    <li>
      <Go to={`/notice/results/${id}`} class="card">
        <h2>{title}</h2>
        <p>{region}</p>
        <p>{t('公布到 {until}，共 {n} 名', { until, n: people })}</p>
      </Go>
    </li>
  )
}

/** Published results: number or masked name, category and result, nothing else of anybody. */
export function ResultPage(props: { id: string }): Node {
  return (
    <Page title={t('成绩公布')} back="/notice">
      {loading(
        asked(() => call(publicResult, { params: { id: props.id } })),
        (result) => [about(result), table(result)],
      )}
    </Page>
  )
}

function about({ title, region, words, from, until }: Result): Node {
  return (
    <article class="card brief">
      <h2>{title}</h2>
      <p class="soft">{region}</p>
      <p>{words}</p>
      <p class="state">{t('{from} 至 {until}', { from, until })}</p>
    </article>
  )
}

function table({ title, lines }: Result): Node {
  return (
    <table class="names">
      <caption>{t('{title}（{n} 名）', { title, n: lines.length })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('编号或姓名')}</th>
          <th scope="col">{t('类别')}</th>
          <th scope="col">{t('结果')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ who, category, result }) => (
          <tr>
            <td>{who}</td>
            <td>{category === null ? '' : t(category)}</td>
            <td>{result}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
