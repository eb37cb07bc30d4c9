import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { applyTheme, storedTheme } from './shell/theme.ts';
import './styles/index.css';

// Before the first paint, so that a chosen theme does not flash the other one.
applyTheme(storedTheme());

const root = document.getElementById('page');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
