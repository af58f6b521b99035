// Partials
