/** Setup of the projects that run the same files on PostgreSQL. */
process.env['TEST_DATABASE'] = 'postgres';
