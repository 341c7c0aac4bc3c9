import type { ThemeChange } from '#contract/topic.ts'
import { audit } from '#kernel/call.ts'
import type { Work } from '#kernel/call.ts'
import { refuseMerging, refuseTaking, refuseUnmaking } from './decide.ts'
import { heldTheme, refuse } from './load.ts'
import type { Picture, Theme } from './picture.ts'
import type { Place, Units } from './place.ts'
import { joinItems, joinUnasked, requireDistilling } from './service.ts'
import { newId } from '#lib/ids.ts'
import { endMembers, insertEnd, insertTheme, insertWording } from './store.ts'

type Held = { picture: Picture; units: Units; theme: Theme; place: Place }

/**
 * Changes a theme: its wording, what it is made of, whether it stands.
 * @returns the theme that results: the new one of a split, else the same.
 * @throws Refused 403 who does not distil there, 404, 409 after the last day or when a higher level rests on it, 422.
 */
export async function changeTheme(work: Work, id: string, asked: ThemeChange): Promise<{ id: string }> {
  const held = await heldTheme(work, id)
  requireDistilling(work, held.picture, held.place)
  const result = await CHANGES[asked.act](work, held, asked as never)
  await audit(work.tx, `topic.${asked.act}`, { kind: 'topic-theme', id }, { ...asked, result })
  return { id: result }
}

type Act<A extends ThemeChange['act']> = (
  work: Work,
  held: Held,
  asked: Extract<ThemeChange, { act: A }>,
) => Promise<string>

const CHANGES: { [A in ThemeChange['act']]: Act<A> } = {
  reword: async (work, { theme }, asked) => {
    await insertWording(work, theme.id, asked)
    return theme.id
  },
  add: async (work, held, { items }) => {
    await joinItems(work, held, held.theme.id, items)
    return held.theme.id
  },
  remove: async (work, { picture, theme }, { items, because }) => {
    refuse(422, refuseTaking(picture, theme, items))
    await endMembers(work, theme.id, items, because)
    return theme.id
  },
  split: async (work, { picture, theme }, asked) => {
    refuse(422, refuseTaking(picture, theme, asked.items))
    await endMembers(work, theme.id, asked.items, asked.because)
    const id = newId(work.now.getTime())
    await insertTheme(work, picture.round.id, { ...theme, id, origin: 'own', restsOn: [] })
    await insertWording(work, id, asked)
    await joinUnasked(work, picture, id, asked.items)
    return id
  },
  merge: async (work, { picture, theme }, { themes, because }) => {
    const others = themes.map((id) => picture.themes.get(id))
    refuse(422, refuseMerging(picture, theme, others))
    for (const id of new Set(themes)) {
      const items = picture.items.get(id) ?? []
      await endMembers(work, id, items, because)
      await insertEnd(work, id, because, theme.id)
      await joinUnasked(work, picture, theme.id, items)
    }
    return theme.id
  },
  dissolve: async (work, { picture, theme }, { because }) => {
    refuse(409, refuseUnmaking(picture, theme))
    await endMembers(work, theme.id, picture.items.get(theme.id) ?? [], because)
    await insertEnd(work, theme.id, because, null)
    return theme.id
  },
}
