"""Belarus: Decree No. 118 of 1999 exists, its rules were not seen; of practice too little is known for rules."""

from typing import Final

from protocol.hosts.host import Host, seen
from protocol.rules import COMMON, Work
from protocol.values import Country

DECREE: Final = Work("Belarus, Decree No. 118 of 1 March 1999 on visits at the top level", None, "ru").whole
PUTIN: Final = Work("The welcome of the President of Russia in Minsk, as reported", None, "ru").whole

BY: Final = COMMON.edition("by", "Belarus, the common rules: none of its own is known")

HOST: Final = Host(
    Country("BY"),
    (BY,),
    seen=(
        seen("A decree on planning and organising visits at the top level exists; what it says was not seen.", DECREE),
        seen("A wreath was laid at the Victory monument before the guest came to the palace.", PUTIN),
    ),
)
