/** @jsxImportSource ../phone/dom */
import { publicNotice } from '#contract/public-notice.ts'
import { t } from '../lib/t.ts'
import { call } from '../phone/lib/api.ts'
import { loading } from '../phone/ui/loading.tsx'
import { Page } from '../phone/ui/parts.tsx'
import { asked } from './asked.ts'
import { ObjectionForm } from './objection-form.tsx'
import type { Named, Notice } from './shapes.ts'

/** One notice: what it says, whom it names, and the way to object. */
export function NoticePage(props: { id: string }): Node {
  const loaded = asked(() => call(publicNotice, { params: { id: props.id } }))
  return (
    <Page title={t('公示')} back="/notice">
      {loading(loaded, (notice) => [Announced(notice), Names(notice), objecting(props.id, notice)])}
    </Page>
  )
}

function Announced({ title, region, words, from, until, open }: Notice): Node {
  const state = open ? t('正在公示') : t('不在公示期内')
  return (
    <article class="card brief">
      <h2>{title}</h2>
      <p class="soft">{region}</p>
      <p>{words}</p>
      <p class="state">{t('{state}：{from} 至 {until}', { state, from, until })}</p>
    </article>
  )
}

function Names({ people }: Notice): Node {
  const kinds = [...new Set(people.map(({ category }) => category))]
  return (
    <section>
      {kinds.map((kind) =>
        listOf(
          kind,
          people.filter(({ category }) => category === kind),
        ),
      )}
    </section>
  )
}

function listOf(kind: string | null, people: readonly Named[]): Node {
  const title = kind === null ? t('名单') : kind
  return (
    <table class="names">
      <caption>{t('{title}（{n} 名）', { title, n: people.length })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('姓名')}</th>
          <th scope="col">{t('单位')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map(({ name, unit }) => (
          <tr>
            <td>{name}</td>
            <td>{unit ?? t('社会申请人')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function objecting(id: string, { open, people }: Notice): Node {
  if (open) return <ObjectionForm id={id} people={people} />
  return <p class="soft">{t('只在公示期内受理异议。')}</p>
}
