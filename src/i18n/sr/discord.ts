export default {
  'discord.tokenRefused':
    'Discord ne prihvata DISCORD_TOKEN. Kopirajte ga ponovo sa {{portal}} (vaša aplikacija, Bot, Reset Token).',
  'discord.intentsRefused':
    'Discord ne prihvata ono što bot traži da čuje („intents“). Proverite njegova podešavanja na {{portal}} (vaša aplikacija, Bot).',
  'discord.unreachable':
    'Discord nije dostupan na {{address}} ({{code}}). Proverite vezu sa internetom i, ako je podešen, DISCORD_API_URL.',
  'discord.closed':
    'Discord je trajno zatvorio vezu ({{code}}). Proverite aplikaciju na {{portal}} i pogledajte da li postoji novija verzija ovog bota.',
  'discord.stuck':
    'Discord je dostupan, ali se veza sa njim ne vraća. Bot se gasi da bi mogao ponovo da se pokrene.',
} as const;
