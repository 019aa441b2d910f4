"""How the properties are run: the same examples each time; with `--hypothesis-profile=first` none is made smaller."""

from hypothesis import Phase, settings

settings.register_profile("steady", derandomize=True, deadline=None, database=None, max_examples=50)
settings.register_profile("first", settings.get_profile("steady"), phases=[Phase.explicit, Phase.generate])
settings.load_profile("steady")
