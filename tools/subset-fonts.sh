#!/usr/bin/env bash
# Makes the fonts that letters embed, from the full Noto fonts.
#
# A PDF carries whole fonts, 0.5 MB each, unless they are cut down first; so they are cut down once, here, and committed.
# The ranges: Latin, Latin-1, Latin Extended-A (names in foreign passports), all Cyrillic with the Kazakh letters,
# dashes and quotation marks, the tenge and the number sign. Hinting and layout tables are of no use on paper: letters
# are not kerned, and printers do not hint.
#
# Needs fonttools and the full fonts: apt-get install fonttools fonts-noto-core
set -euo pipefail
from=${1:-/usr/share/fonts/truetype/noto}
to=$(cd "$(dirname "$0")/.." && pwd)/src/CaseFlow.Infrastructure/Letters/Fonts
for font in NotoSans-Regular NotoSans-Bold NotoSerif-Regular NotoSerif-Bold; do
  fonttools subset "$from/$font.ttf" --output-file="$to/$font.ttf" \
    --unicodes=U+0020-007E,U+00A0-00FF,U+0100-017F,U+0400-052F,U+2010-2027,U+20B8,U+2116 \
    --no-hinting --desubroutinize --layout-features='' --drop-tables+=GSUB,GPOS,GDEF,DSIG \
    --name-IDs='*' --notdef-outline --no-recalc-timestamp
done
ls -l "$to"
