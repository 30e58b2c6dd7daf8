# urgent
