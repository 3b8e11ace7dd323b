export default {
  'discord.tokenRefused':
    'Discord nuk e pranon DISCORD_TOKEN. Kopjojeni përsëri nga {{portal}} (aplikacioni juaj, Bot, Reset Token).',
  'discord.intentsRefused':
    'Discord nuk e pranon atë që boti kërkon të dëgjojë (“intents”). Kontrolloni cilësimet e tij në {{portal}} (aplikacioni juaj, Bot).',
  'discord.unreachable':
    'Discord nuk mund të arrihet në {{address}} ({{code}}). Kontrolloni lidhjen me internetin dhe, nëse është vendosur, DISCORD_API_URL.',
  'discord.closed':
    'Discord e mbylli lidhjen përfundimisht ({{code}}). Kontrolloni aplikacionin në {{portal}} dhe shihni nëse ka version më të ri të këtij boti.',
  'discord.stuck':
    'Discord mund të arrihet, por lidhja me të nuk po kthehet. Boti po mbyllet, që të mund të niset përsëri.',
} as const;
