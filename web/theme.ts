import type { ThemeConfig } from 'antd'

/** Every colour of the desk, once. Paper, ink, one accent; vermilion only for what is late or refused. */
const palette = {
  paper: '#faf8f3',
  sheet: '#ffffff',
  shade: '#f3f0e8',
  line: '#ddd8cc',
  edge: '#8a8578',
  ink: '#22262a',
  quiet: '#5b5f63',
  accent: '#0d5c5a',
  accentSoft: '#e2efed',
  accentDeep: '#083f3e',
  late: '#b3331f',
  lateSoft: '#fbeae5',
  warn: '#805300',
  warnSoft: '#fbf1da',
  good: '#2c6134',
  goodSoft: '#e5f1e4',
  heat0: '#ffffff',
  heat1: '#fdf3e1',
  heat2: '#f9e0bd',
  heat3: '#f3c79b',
  heat4: '#e9a680',
}

const FONT =
  "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Source Han Sans SC', 'Noto Sans CJK SC', 'HanaMinB', 'SimSun-ExtB', system-ui, sans-serif"

/** Puts the palette where the style sheets find it, as custom properties. */
export function paint(element: HTMLElement): void {
  for (const [name, colour] of Object.entries(palette)) element.style.setProperty(`--${name}`, colour)
  element.style.setProperty('--font', FONT)
}

/** The same for antd. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: palette.accent,
    colorInfo: palette.accent,
    colorLink: palette.accent,
    colorLinkHover: palette.accentDeep,
    colorError: palette.late,
    colorWarning: palette.warn,
    colorSuccess: palette.good,
    colorText: palette.ink,
    colorTextSecondary: palette.quiet,
    colorTextTertiary: palette.quiet,
    colorTextDescription: palette.quiet,
    colorTextPlaceholder: palette.quiet,
    colorBgLayout: palette.paper,
    colorBgContainer: palette.sheet,
    colorBorder: palette.edge,
    colorBorderSecondary: palette.line,
    fontFamily: FONT,
    fontSize: 14,
    borderRadius: 4,
    controlHeight: 34,
    // a button at work shows so by its sign; fainter, its word could not be read
    opacityLoading: 1,
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Menu: {
      itemHeight: 36,
      itemBg: palette.shade,
      itemSelectedBg: palette.accentSoft,
      subMenuItemBg: palette.shade,
    },
    Layout: { siderBg: palette.shade, headerBg: palette.sheet, bodyBg: palette.paper },
  },
}
