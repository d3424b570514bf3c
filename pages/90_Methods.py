"""Methods: what does every number mean, and what was it made from?"""

from components import methods
from components.page import open_page
from components.settings_panel import show_least_n

view = open_page("Methods", "What does every number mean, and what was it made from?", empty_stops=False)
methods.show_meanings(view)
show_least_n(view)
methods.show_build(view)
methods.show_models(view)
methods.show_left_out(view)
methods.show_columns(view)
