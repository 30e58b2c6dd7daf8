//! Starts the screens in the page that loads this.

use linli_ui::App;

fn main() {
    console_error_panic_hook::set_once();
    yew::Renderer::<App>::new().render();
}
