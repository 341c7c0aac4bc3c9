/** @jsxImportSource ../phone/dom */
import { mySheets } from '#contract/score-sheet.ts'
import type { ScoreSheet } from '#contract/score-sheet.ts'
import { myQuestionnaires } from '#contract/open-questionnaire.ts'
import type { MyForm } from '#contract/open-questionnaire.ts'
import { t } from '../lib/t.ts'
import { live } from '../phone/dom/live.ts'
import { call } from '../phone/lib/api.ts'
import { cell } from '../phone/lib/cell.ts'
import type { Cell } from '../phone/lib/cell.ts'
import { go } from '../phone/lib/router.ts'
import { Go, Page } from '../phone/ui/parts.tsx'

/** Where a code on paper is typed in; who is signed in finds here what he is asked by name. */
export function CodePage(): Node {
  const own = cell<{ forms: readonly MyForm[]; sheets: readonly ScoreSheet[] } | null>(null)
  void askOwn(own)
  const open = (form: HTMLFormElement): void => {
    const code = new FormData(form).get('code')
    if (typeof code === 'string' && code.trim() !== '') go(`/w/${encodeURIComponent(code.trim())}`)
  }
  return (
    <Page title={t('填问卷')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          open(event.currentTarget)
        }}
      >
        <label class="field">
          <span>{t('答题码（通知单上的 12 位字母和数字）')}</span>
          <input name="code" required autocomplete="off" autocapitalize="characters" />
        </label>
        <button type="submit" class="main">
          {t('开始填写')}
        </button>
      </form>
      {live(own, (found) => (found === null ? <SignInHint /> : <Own {...found} />))}
    </Page>
  )
}

async function askOwn(
  own: Cell<{ forms: readonly MyForm[]; sheets: readonly ScoreSheet[] } | null>,
): Promise<void> {
  const [forms, sheets] = await Promise.all([call(myQuestionnaires, {}), call(mySheets, {})])
  if (forms.ok && sheets.ok) own.set({ forms: forms.value.forms, sheets: sheets.value.sheets })
}

function SignInHint(): Node {
  return (
    <p class="soft">
      {t('实名问卷和评分任务要登录后填写：')}
      <a class="line" href="/m">
        {t('去登录')}
      </a>
    </p>
  )
}

function Own({ forms, sheets }: { forms: readonly MyForm[]; sheets: readonly ScoreSheet[] }): Node {
  return (
    <section>
      {sheets.length > 0 && <h2>{t('请您评分')}</h2>}
      {sheets.map((sheet) => (
        <Go to={`/w/score/${sheet.judge}`} class="card">
          <h3>{sheet.title}</h3>
          <p class="soft">
            {t('已提交 {done} / {all}，{until} 截止', {
              done: sheet.lines.filter(({ handedIn }) => handedIn).length,
              all: sheet.lines.length,
              until: sheet.scoreUntil,
            })}
          </p>
        </Go>
      ))}
      {forms.length > 0 && <h2>{t('请您填写')}</h2>}
      {forms.map((form) => (
        <Go to={`/w/mine/${form.id}`} class="card">
          <h3>{form.title}</h3>
          <p class="soft">{form.done ? t('已提交') : t('{until} 截止', { until: form.closesOn })}</p>
        </Go>
      ))}
      {forms.length + sheets.length === 0 && <p class="soft">{t('现在没有请您填写的。')}</p>}
    </section>
  )
}
