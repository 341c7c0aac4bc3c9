import { noticeRoles } from '#contract/notice-audience.ts'
import type { Addressee, Audience } from '#contract/notice-audience.ts'
import { t } from '../../lib/t.ts'

export type NoticeRole = (typeof noticeRoles)[number]
/** A file that has come whole. */
export type Attached = { id: string; name: string; bytes: number }
/** Addressees that the page before has chosen: people, or all of a programme or an activity. */
export type Chosen = { words: string; audience: Audience }

/** A notice while it is being written. */
export type NoticeForm = {
  key: string
  title: string
  body: string
  to: 'roles' | 'title' | 'list' | 'short'
  roles: NoticeRole[]
  unit: string
  category: string
  holders: string
  pasted: string
  listed: Addressee[]
  dueOn: string
  remindDays: string
  pinnedUntil: string
  files: Attached[]
  robots: boolean
}

/** An empty one. */
export function blankNotice(): NoticeForm {
  return {
    key: crypto.randomUUID(),
    title: '',
    body: '',
    to: 'roles',
    roles: ['teacher'],
    unit: '',
    category: '',
    holders: '',
    pasted: '',
    listed: [],
    dueOn: '',
    remindDays: '',
    pinnedUntil: '',
    files: [],
    robots: false,
  }
}

/** Whom the form names. */
export function audienceOf(form: NoticeForm, year: number): Audience {
  switch (form.to) {
    case 'roles':
      return { to: 'roles', roles: form.roles, units: form.unit === '' ? [] : [form.unit] }
    case 'title':
      return { to: 'title', title: form.holders }
    case 'list':
      return { to: 'people', people: form.listed.map(({ id }) => id) }
    case 'short':
      return { to: 'short', year, category: form.category.trim() || null, unit: form.unit || null }
  }
}

/** What is missing before it can go out. */
export function missingOf(form: NoticeForm, chosen: Chosen | undefined): string | undefined {
  if (form.title.trim().length < 2) return t('请写标题')
  if (form.body.trim().length < 2) return t('请写内容')
  return chosen === undefined ? missingAddressees(form) : undefined
}

function missingAddressees({ to, roles, holders, listed }: NoticeForm): string | undefined {
  if (to === 'roles' && roles.length === 0) return t('请选择发给谁')
  if (to === 'title' && holders === '') return t('请选择称号')
  return to === 'list' && listed.length === 0 ? t('请粘贴名单并核对') : undefined
}
