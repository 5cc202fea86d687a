// Refused by: checks-by-their-files
import 'class-validator';
