# enrol
